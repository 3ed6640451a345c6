/** One request of a browser that follows no redirect by itself: where it is sent, and its cookies afterwards. */
export interface Step {
  readonly location: string;
  readonly cookies: Record<string, string>;
  readonly raw: readonly string[];
}
export const cookiesOf = ({ headers }: Response): Record<string, string> =>
  Object.fromEntries(
    headers
      .getSetCookie()
      .map((text) => text.split(';')[0]?.split('=') ?? [])
      .map(([name = '', ...value]) => [name, value.join('=')] as const),
  );
export const cookieHeader = (cookies: Record<string, string>): string =>
  Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');

/** @param form sent by POST where there is one */
export async function step(url: string, cookies: Record<string, string> = {}, form?: Record<string, string>): Promise<Step> {
  const answer = await fetch(url, {
    redirect: 'manual',
    headers: { cookie: cookieHeader(cookies) },
    ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
  });
  return {
    location: answer.headers.get('location') ?? '',
    cookies: { ...cookies, ...cookiesOf(answer) },
    raw: answer.headers.getSetCookie(),
  };
}
