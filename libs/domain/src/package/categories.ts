/** Folder names the platforms (PAD) file the documents of a tender under, by catalogue code (domain brief §8.4). */
const padCategories: Readonly<Record<string, string>> = {
  D11: 'Capitolato',
  D12: 'Sicurezza',
  D18: 'Progetto',
  D19: 'Sicurezza',
  D30: 'Bando/Avviso',
  D33: 'Disciplinare',
  D34: "Lettera d'invito",
  D36: 'DGUE',
  D37: 'Modulistica',
  D38: 'Modulistica',
  D39: 'Modulistica',
  D40: 'Schema contratto',
  D41: 'Patto integrità',
  D47: 'Allegati PNRR',
  D53: 'Chiarimenti',
  D54: 'Rettifiche',
  D60: 'Commissione',
  D62: 'Verbali',
  D70: 'Provvedimento aggiudicazione',
  D72: 'Esito',
};

/** Where a document goes that neither its kind nor the table of the platforms places. */
const otherCategory = 'Atti della procedura';

/** Category of a document in the package: what its kind says, else the table of the platforms. */
export function packageCategory(code: string, kindCategory?: string | null): string {
  return kindCategory ?? padCategories[code] ?? otherCategory;
}
