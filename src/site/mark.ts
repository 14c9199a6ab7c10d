/** The project's mark on a 32 × 32 grid, a plumb bob on its line. `public/mark.svg` is the same for browsers' tabs. */
export const MARK = 'M15 1h2v9h-2zM10 10h12v3H10zM10.5 14.5h11L16 31z';
