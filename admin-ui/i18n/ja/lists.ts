/** 一覧 */
export const lists = {};
