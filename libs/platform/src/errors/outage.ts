/** Of the network, and of Postgres (SQLSTATE classes 08, 53 and 57) while it stops, starts or is full. */
const codes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', '08001', '08003', '08006', '53300', '57P01', '57P02', '57P03']);

/** What the driver says, without a code, of a connection that is gone or cannot be had. */
const messages = /Connection terminated|is not queryable|timeout exceeded when trying to connect/i;

/** Whether the error says that a part this process needs is away, which is not the fault of what was asked. */
export function isOutage(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const code = 'code' in error ? String(error.code) : '';
  const message = 'message' in error ? String(error.message) : '';
  return codes.has(code) || messages.test(message);
}
