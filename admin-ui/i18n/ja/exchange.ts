/** データ授受 */
export const exchange = {};
