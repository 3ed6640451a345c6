const anywhere = 'https://anywhere.invalid';
const longest = 1000;

/** A page of this site to open after signing in; null for anything that a browser could take for another site. */
export function ownPath(asked: string | undefined): string | null {
  if (asked === undefined || asked.length > longest || !/^\/(?![/\\])[\x21-\x7e\u00a1-\uffff]*$/.test(asked)) return null;
  const url = URL.canParse(asked, anywhere) ? new URL(asked, anywhere) : null;
  if (url?.origin !== anywhere || url.pathname.startsWith('//')) return null;
  return `${url.pathname}${url.search}${url.hash}`;
}
