/** 案件の画面 */
export const account = {};
