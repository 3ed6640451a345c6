/** What people call the parts of the sheet of a convenzione. */
const labels: readonly (readonly [path: string, label: string])[] = [
  ['numero', 'Numero'],
  ['testo', 'Testo'],
  ['contenuto/parti', 'Parti'],
  ['contenuto/oggetto', 'Oggetto (art. 1)'],
  ['contenuto/ambito', 'Ambito (art. 2)'],
  ['contenuto/durata', 'Durata (art. 3)'],
  ['contenuto/compiti', 'Matrice delle responsabilità (art. 4 e 5)'],
  ['contenuto/tempi', 'Tempi (art. 6)'],
  ['contenuto/personale', 'Personale (art. 7)'],
  ['contenuto/rapporti', 'Rapporti finanziari (art. 8)'],
  ['contenuto/consultazione', 'Consultazione (art. 9)'],
  ['contenuto/contenzioso', 'Contenzioso (art. 10)'],
  ['contenuto/privacy', 'Dati personali (art. 11)'],
  ['contenuto/anticorruzione', 'Legalità (art. 12)'],
  ['contenuto/recesso', 'Preavviso di recesso (art. 13)'],
  ['contenuto/nuoveAdesioni', 'Nuove adesioni (art. 14)'],
  ['contenuto/ultrattivita', 'Ultrattività (art. 3)'],
  ['atti/richiesta', 'Richiesta di adesione'],
  ['atti/istruttoria', 'Istruttoria'],
  ['atti/deliberaComune', 'Delibera del comune'],
  ['atti/deliberaProvincia', 'Delibera della Provincia'],
  ['atti/firme', 'Firme'],
  ['atti/attivazione', 'Attivazione'],
  ['atti/sospensione', 'Sospensione'],
  ['atti/recesso', 'Recesso'],
  ['atti/risoluzione', 'Risoluzione'],
  ['atti/rinnovo', 'Rinnovo'],
  ['atti/chiusura', 'Chiusura'],
];

/** The part a field of the sheet belongs to, as people call it; null for a path that is in none. */
export function convenzionePart(path: string): string | null {
  return labels.find(([part]) => path === part || path.startsWith(`${part}/`))?.[1] ?? null;
}
