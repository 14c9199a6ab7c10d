/** The shape of the saved state and of the file. A number that ever shipped keeps its step in `STEPS` of assessment-file.ts. */
export const VERSION = 1;
export const FORMAT = 'plumbline-assessment';
