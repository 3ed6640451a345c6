import { type Convenzione, type Ente, type OrganismoRicorso, type Persona, type StazioneAppaltante } from '../ente-values.js';

/**
 * Bodies of the demo data. Names, ISTAT, NUTS and tax codes are public facts; addresses of mail and web end in `.example`,
 * register codes and every person are invented.
 */
export const provinciaDiPerugia: Ente = {
  denominazione: 'Provincia di Perugia',
  codiceFiscale: '00443770540',
  ipaCode: 'p_pg',
  aooCode: 'APG0001',
  uorCode: 'UPG0SU',
  istat: null,
  codIstatAnac: '010054039',
  nuts: 'ITI21',
  pec: 'sua@pec.provincia-perugia.example',
  email: 'sua@provincia-perugia.example',
  telefono: '075 5550001',
  indirizzo: 'Piazza Italia, 11',
  cap: '06121',
  localita: 'Perugia',
  siglaProvincia: 'PG',
  profiloCommittente: 'https://www.provincia-perugia.example/bandi',
  qualificazioneLavori: 'L1',
  qualificazioneServiziForniture: 'SF1',
  qualificazioneDal: '2025-07-01',
  qualificazioneAl: '2027-06-30',
};

const umbrianComune: Ente = {
  siglaProvincia: 'PG',
  nuts: 'ITI21',
  qualificazioneLavori: 'NESSUNA',
  qualificazioneServiziForniture: 'NESSUNA',
};

export const comuneDiTuoro: Ente = {
  ...umbrianComune,
  denominazione: 'Comune di Tuoro sul Trasimeno',
  codiceFiscale: '00412840548',
  ipaCode: 'c_l466',
  aooCode: 'ATU0001',
  uorCode: 'UTU0AM',
  istat: '054055',
  codIstatAnac: '010054055',
  pec: 'protocollo@pec.comune-tuoro.example',
  email: 'scuola@comune-tuoro.example',
  telefono: '075 5550055',
  indirizzo: 'Piazza del Municipio, 1',
  cap: '06069',
  localita: 'Tuoro sul Trasimeno',
  profiloCommittente: 'https://www.comune-tuoro.example/bandi',
};

export const comuneDiMassaMartana: Ente = {
  ...umbrianComune,
  denominazione: 'Comune di Massa Martana',
  codiceFiscale: '00429530546',
  ipaCode: 'c_f024',
  aooCode: 'AMM0001',
  uorCode: 'UMM0LP',
  istat: '054028',
  codIstatAnac: '010054028',
  pec: 'protocollo@pec.comune-massamartana.example',
  email: 'lavoripubblici@comune-massamartana.example',
  telefono: '075 5550028',
  indirizzo: 'Via Mazzini, 3',
  cap: '06056',
  localita: 'Massa Martana',
  profiloCommittente: 'https://www.comune-massamartana.example/bandi',
};

export const comuneDiMontone: Ente = {
  ...umbrianComune,
  denominazione: 'Comune di Montone',
  codiceFiscale: '81000430546',
  ipaCode: 'c_f685',
  aooCode: 'AMO0001',
  uorCode: 'UMO0AM',
  istat: '054033',
  codIstatAnac: '010054033',
  pec: 'protocollo@pec.comune-montone.example',
  email: 'amministrazione@comune-montone.example',
  telefono: '075 5550033',
  indirizzo: 'Piazza Fortebraccio, 3',
  cap: '06014',
  localita: 'Montone',
  profiloCommittente: 'https://www.comune-montone.example/bandi',
};

export const rupDellaSua: Persona = {
  cognome: 'Teste',
  nome: 'Marco',
  cf: 'TSTMRC69H14G478E',
  titolo: 'dott.',
  ruolo: 'Funzionario della Stazione Unica Appaltante',
  pec: 'marco.teste@pec.provincia-perugia.example',
  telefono: '075 5550002',
  attoNomina: { numero: '2143', data: '2026-10-20', organo: 'Dirigente della Stazione Unica Appaltante' },
  dipendente: true,
  profiloTecnico: true,
  dichiarazione35bis: true,
  dichiarazioneConflitto: '2026-10-20',
};

export const dirigenteDellaSua: Persona = {
  cognome: 'Palomba',
  nome: 'Carla',
  cf: 'PLMCRL66C49G478P',
  titolo: 'avv.',
  ruolo: 'Dirigente della Stazione Unica Appaltante',
  attoNomina: { numero: '31', data: '2025-01-08', organo: 'Presidente della Provincia' },
  dipendente: true,
  dichiarazione35bis: true,
  dichiarazioneConflitto: '2026-10-20',
};

export const tarUmbria: OrganismoRicorso = {
  denominazione: 'Tribunale Amministrativo Regionale per l’Umbria',
  indirizzo: 'Via Baglioni, 3 – 06121 Perugia',
  pec: 'tar.umbria@pec.giustizia.example',
};

/** Convenzione in force: the Province awards, the comune signs and runs the contract. */
export function convenzioneWith(numero: string): Convenzione {
  return {
    numero,
    dataStipula: '2025-02-14',
    dataScadenza: '2028-02-13',
    stato: 'ATTIVA',
    funzioniSvolte: ['1'],
    ambiti: ['works', 'services', 'supplies'],
  };
}

/** The two stazioni appaltanti of a tender: the comune holds it, the Province awards it. */
export function stazioniAppaltantiOf(comune: Ente, ausa: string): readonly StazioneAppaltante[] {
  return [
    {
      id: 'sa-comune',
      codiceFiscale: comune.codiceFiscale,
      denominazione: comune.denominazione,
      codiceAusa: ausa,
      codiceCentroCosto: '100',
      saTitolare: true,
    },
    {
      id: 'sa-provincia',
      codiceFiscale: provinciaDiPerugia.codiceFiscale,
      denominazione: provinciaDiPerugia.denominazione,
      codiceAusa: '0000201054',
      codiceCentroCosto: '280',
      saTitolare: false,
      funzioniSvolte: ['1'],
    },
  ];
}
