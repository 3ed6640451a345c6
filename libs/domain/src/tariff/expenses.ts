/** What the SUA pays for a tender and art. 8 of a convenzione assigns to one of the two (brief §1.4 rapporti finanziari). */
export const expenseItems = ['CONTRIBUTO_ANAC', 'PUBBLICITA', 'COMMISSIONE', 'PIATTAFORMA', 'ALTRO'] as const;
export type ExpenseItem = (typeof expenseItems)[number];

export const expenseNames: Readonly<Record<ExpenseItem, string>> = {
  CONTRIBUTO_ANAC: 'Contributo ANAC',
  PUBBLICITA: 'Pubblicità legale',
  COMMISSIONE: 'Commissione giudicatrice',
  PIATTAFORMA: 'Piattaforma telematica',
  ALTRO: 'Altra spesa',
};
