/** Style sheets are Vite's business; TypeScript only has to let the imports pass. */
declare module '*.css';
