/** The server answered with a refusal; `answer` is its body, a problem document unless something in between spoke. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';
  constructor(readonly answer: unknown) {
    super('the server refused the request');
  }
}

/** The body of a good answer. @throws RequestRefused, or a TypeError when the server is not reached. */
export async function answerOf<T>(call: Promise<{ data?: T; error?: unknown }>): Promise<T> {
  const { data, error } = await call;
  if (data === undefined) throw new RequestRefused(error);
  return data;
}
