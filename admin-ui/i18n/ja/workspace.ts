/** 架電 */
export const workspace = {};
