/** 取次・引継 */
export const messages = {};
