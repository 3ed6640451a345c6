/** Which text of a clause is meant; absent for the first. */
export function clauseTextSearch(search: Record<string, unknown>): { forma?: string } {
  return typeof search['forma'] === 'string' && search['forma'] !== '' ? { forma: search['forma'] } : {};
}
