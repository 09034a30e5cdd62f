/** Of the socket (Node), and of PostgreSQL: connection exceptions, too many connections, shutting down, crashed, starting up. */
const CODES = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN|08...|53300|57P0[123])$/;
/** What `pg` says without a code. */
const WORDS =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Query read timeout)/;

/** Whether the database could not be reached, or went away in the middle: then it is unknown whether a commit took effect. */
export function isDatabaseAway({ code, message }: { code?: string; message: string }): boolean {
  return CODES.test(code ?? '') || WORDS.test(message);
}
