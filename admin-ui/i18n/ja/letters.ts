/** 催告書 */
export const letters = {};
