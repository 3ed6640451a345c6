/** Orders the list of dossiers can be asked in; a minus is descending. */
export const dossierSorts = [
  'updatedAt',
  '-updatedAt',
  'oggetto',
  '-oggetto',
  'scadenzaOfferte',
  '-scadenzaOfferte',
  'ente',
  '-ente',
] as const;
export type DossierSort = (typeof dossierSorts)[number];
