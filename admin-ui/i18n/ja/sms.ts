/** SMS */
export const sms = {};
