/** Where an exported workbook keeps the answers as they were: a sheet that nobody sees, in pieces that fit into cells. */
export const HIDDEN_SHEET = 'plumbline';
export const PIECE = 8000;
