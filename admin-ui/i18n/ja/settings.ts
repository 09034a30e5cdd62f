/** 設定 */
export const settings = {};
