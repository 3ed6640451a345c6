/** What an entry about three changed fields of a scheda holds. */
export function changeDetails(number: number): object {
  return {
    revision: number,
    changes: [
      { path: 'oggetto', before: 'Servizio di refezione scolastica', after: `Servizio di refezione scolastica, anno ${number}` },
      { path: 'lotti/0/importo', before: '185000.00', after: `${185_000 + number}.00` },
      { path: 'rup/nome', before: null, after: 'Lucia Bianchi' },
    ],
  };
}
