/** デモの時計 */
export const demo = {};
