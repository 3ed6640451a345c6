import { type Ente, type Persona } from '@gare/domain/scheda/ente-values';
import { type SchedaValues } from '@gare/domain/scheda/scheda-values';
import { type FieldRow } from './context-field.js';
import { actInWords, fullName } from './texts.js';

type Context = Record<string, unknown>;

const PEOPLE = ['rupComune', 'rupSua', 'rdpAffidamento', 'dirSua', 'dirComune'] as const;
const BODIES = ['comune', 'provincia', 'sua'] as const;

function personContext(persona: Persona): Context {
  return { ...persona, nomeCompleto: fullName(persona), attoNominaTesto: actInWords(persona.attoNomina) };
}

function bodyContext(ente: Ente): Context {
  const town = [ente.cap, ente.localita].filter(Boolean).join(' ');
  const province = ente.siglaProvincia ? ` (${ente.siglaProvincia})` : '';
  return { ...ente, indirizzoCompleto: ente.indirizzo && town ? `${ente.indirizzo} – ${town}${province}` : undefined };
}

/** Bodies and persons; `comune` and `provincia` of the register complete those of the sheet. */
export function peopleContext(scheda: SchedaValues, register: { readonly comune?: Ente; readonly provincia?: Ente }): Context {
  const comune: Ente = { ...register.comune, ...scheda.comune };
  const provincia: Ente = { ...register.provincia, ...scheda.provincia };
  const people = PEOPLE.flatMap((name) => {
    const persona = scheda[name];
    return persona ? [[name, personContext(persona)] as const] : [];
  });
  const sua = provincia.denominazione ? `Stazione Unica Appaltante della ${provincia.denominazione}` : undefined;
  return {
    ...Object.fromEntries(people),
    comune: bodyContext(comune),
    provincia: bodyContext(provincia),
    sua: { ...bodyContext(provincia), denominazione: sua },
    dichiaranti: declarants(scheda, { comune: comune.denominazione, provincia: provincia.denominazione }),
    funzioni: delegatedFunctions(scheda),
    decisioneContrarreTesto: actInWords(scheda.decisioneContrarre),
    attoApprovazioneProgettoTesto: actInWords(scheda.attoApprovazioneProgetto),
    validazioneProgettoTesto: actInWords(scheda.validazioneProgetto),
  };
}

type Bodies = Readonly<Record<'comune' | 'provincia', string | null | undefined>>;

/** Who owes the declaration of no conflict (C. 16) by the sheet: each person once, with all that they do. */
function declarants(scheda: SchedaValues, bodies: Bodies): readonly Context[] {
  const { progettista, csp, cse, dl, dec } = scheda.esecuzione ?? {};
  const rows: readonly (readonly [name: string | null | undefined, task: string, body: keyof Bodies])[] = [
    [fullName(scheda.rupComune), 'responsabile unico del progetto dell’ente', 'comune'],
    [fullName(scheda.dirComune), 'responsabile del servizio', 'comune'],
    [fullName(scheda.rupSua), 'responsabile unico del progetto della stazione unica appaltante', 'provincia'],
    [fullName(scheda.rdpAffidamento), 'responsabile del procedimento per l’affidamento', 'provincia'],
    [fullName(scheda.dirSua), 'dirigente della stazione unica appaltante', 'provincia'],
    [progettista, 'progettista', 'comune'],
    [csp, 'coordinatore per la sicurezza in fase di progettazione', 'comune'],
    [scheda.validazioneProgetto?.verificatore, 'verificatore del progetto', 'comune'],
    [dl, 'direttore dei lavori', 'comune'],
    [cse, 'coordinatore per la sicurezza in fase di esecuzione', 'comune'],
    [dec, 'direttore dell’esecuzione', 'comune'],
  ];
  const people = new Map<string, { tasks: string[]; body: keyof Bodies }>();
  for (const [name, task, body] of rows) {
    if (!name) continue;
    const known = people.get(name);
    if (known === undefined) people.set(name, { tasks: [task], body });
    else known.tasks.push(task);
  }
  return [...people].map(([nomeCompleto, { tasks, body }]) => ({ nomeCompleto, incarico: tasks.join('; '), ente: bodies[body] }));
}

/** What the Province does: from its row among the stazioni appaltanti, else from the convenzione. */
export function functionsOfSua(scheda: SchedaValues): readonly string[] {
  const row = (scheda.stazioniAppaltanti ?? []).find(
    ({ saTitolare, funzioniSvolte }) => saTitolare !== true && (funzioniSvolte ?? []).length > 0,
  );
  return row?.funzioniSvolte ?? scheda.convenzione?.funzioniSvolte ?? [];
}

function delegatedFunctions(scheda: SchedaValues): Context | undefined {
  const codes = functionsOfSua(scheda);
  if (codes.length === 0) return undefined;
  const any = (...wanted: string[]): boolean => wanted.some((code) => codes.includes(code));
  return { aggiudica: any('1', '2', '3'), stipula: any('2', '3'), esegue: any('3'), propone: any('4') };
}

const BODY_ROWS: readonly FieldRow[] = [
  ['denominazione', 'text', 'Denominazione', 'Comune di Montone'],
  ['codiceFiscale', 'text', 'Codice fiscale', '81000430546'],
  ['ipaCode', 'text', 'Codice IPA', 'c_f685'],
  ['aooCode', 'text', 'Codice AOO', 'A1B2C3D'],
  ['uorCode', 'text', 'Codice dell’ufficio', 'UF1A2B'],
  ['istat', 'text', 'Codice ISTAT', '054033'],
  ['nuts', 'text', 'Codice NUTS', 'ITI21'],
  ['pec', 'text', 'PEC', 'protocollo@pec.comune.example'],
  ['email', 'text', 'Posta ordinaria', 'gare@comune.example'],
  ['telefono', 'text', 'Telefono', '075 000000'],
  ['indirizzo', 'text', 'Indirizzo', 'Piazza Fortebraccio, 3'],
  ['cap', 'text', 'CAP', '06014'],
  ['localita', 'text', 'Località', 'Montone'],
  ['siglaProvincia', 'text', 'Sigla della provincia', 'PG'],
  ['indirizzoCompleto', 'text', 'Indirizzo completo', 'Piazza Fortebraccio, 3 – 06014 Montone (PG)'],
  ['profiloCommittente', 'text', 'Profilo di committente', 'https://www.comune.example/bandi'],
];

export const peopleRows: readonly FieldRow[] = [
  ...BODIES.flatMap((body) =>
    BODY_ROWS.map(([path, kind, label, sample]): FieldRow => [
      `${body}.${path}`,
      kind,
      label,
      sample,
      `${body === 'comune' ? 'comune' : 'provincia'}/${path === 'indirizzoCompleto' ? 'indirizzo' : path}`,
    ]),
  ),
  ...PEOPLE.flatMap((person): FieldRow[] => [
    [`${person}.nomeCompleto`, 'text', 'Titolo, nome e cognome', 'dott.ssa Lucia Bianchi', `${person}/cognome`],
    [`${person}.attoNominaTesto`, 'text', 'Atto di nomina in parole', 'n. 88 del 5 ottobre 2026 (Sindaco)', `${person}/attoNomina`],
  ]),
  ['dichiaranti', 'list', 'Chi dichiara l’assenza di conflitti', undefined, 'rupComune'],
  ['dichiaranti[].nomeCompleto', 'text', 'Nome di chi dichiara', 'dott.ssa Lucia Bianchi', 'rupComune/cognome'],
  ['dichiaranti[].incarico', 'text', 'Incarico di chi dichiara', 'responsabile del servizio', 'rupComune/ruolo'],
  ['dichiaranti[].ente', 'text', 'Ente per cui agisce', 'Comune di Montone', 'comune/denominazione'],
  ...['aggiudica', 'stipula', 'esegue', 'propone'].map((name): FieldRow => [
    `funzioni.${name}`,
    'boolean',
    `La SUA ${name}`,
    true,
    'stazioniAppaltanti/*/funzioniSvolte',
  ]),
  ['decisioneContrarreTesto', 'text', 'Decisione a contrarre in parole', 'n. 145 del 2 novembre 2026', 'decisioneContrarre'],
  [
    'attoApprovazioneProgettoTesto',
    'text',
    'Approvazione del progetto in parole',
    'n. 117 del 5 novembre 2026',
    'attoApprovazioneProgetto',
  ],
  ['validazioneProgettoTesto', 'text', 'Validazione del progetto in parole', 'n. 9 del 28 ottobre 2026', 'validazioneProgetto'],
];
