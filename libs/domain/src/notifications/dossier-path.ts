/** Where a dossier is shown in the app, from the root; `part` is a page of it (`termini`, `richieste`). */
export function dossierPath({ id, kindCode }: { readonly id: string; readonly kindCode: string }, part = ''): string {
  const root = kindCode === 'CONVENZIONE_ADESIONE' && part === '' ? '/convenzioni' : '/fascicoli';
  return `${root}/${id}${part === '' ? '' : `/${part}`}`;
}
