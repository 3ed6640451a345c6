import { createHash } from 'node:crypto';
import { DataSource } from 'typeorm';
import { DossierEntity } from '@gare/dossiers';
import { type RoleCode } from '@gare/domain/access/permissions';
import { type Qualification } from '@gare/domain/enti/qualification';
import { type Ente } from '@gare/domain/scheda/ente-values';
import { comuneDiMassaMartana, comuneDiMontone, comuneDiTuoro, provinciaDiPerugia } from '@gare/domain/scheda/samples/umbria-bodies';
import { ConvenzioneEntity, CredentialEntity, EnteEntity, hashPassword, PersonEntity, RoleAssignmentEntity } from '@gare/identity';
import { Database, dataSourceOptions, systemContext, type Tx } from '@gare/platform/database';
import { insertConvenzioni, type DemoConvenzione } from './demo-convenzioni.js';

export interface DemoAccount {
  email: string;
  nome: string;
  cognome: string;
  ente: keyof typeof bodies;
  roles: readonly RoleCode[];
  what: string;
}

const bodies = { perugia: provinciaDiPerugia, massaMartana: comuneDiMassaMartana, montone: comuneDiMontone, tuoro: comuneDiTuoro };
const residents: Partial<Record<keyof typeof bodies, number>> = { massaMartana: 3521, montone: 1574, tuoro: 3638 };

/** Invented people of the demo Province; all share the password that `npm start` prints. */
export const demoAccounts: readonly DemoAccount[] = [
  {
    email: 'sua@perugia.example',
    nome: 'Marco',
    cognome: 'Teste',
    ente: 'perugia',
    roles: ['RUP_SUA', 'FUNZ_SUA'],
    what: 'RUP e funzionario della SUA',
  },
  {
    email: 'dirigente@perugia.example',
    nome: 'Carla',
    cognome: 'Palomba',
    ente: 'perugia',
    roles: ['DIR_SUA'],
    what: 'dirigente della SUA',
  },
  { email: 'legale@perugia.example', nome: 'Sofia', cognome: 'Renzi', ente: 'perugia', roles: ['LEGAL'], what: 'ufficio legale' },
  {
    email: 'rup@massamartana.example',
    nome: 'Paolo',
    cognome: 'Ferri',
    ente: 'massaMartana',
    roles: ['RUP_COMUNE', 'DIR_COMUNE'],
    what: 'RUP e responsabile di servizio',
  },
  {
    email: 'rup@montone.example',
    nome: 'Lucia',
    cognome: 'Bianchi',
    ente: 'montone',
    roles: ['RUP_COMUNE', 'DIR_COMUNE'],
    what: 'RUP e responsabile di servizio',
  },
  {
    email: 'segretario@montone.example',
    nome: 'Anna',
    cognome: 'Mazzi',
    ente: 'montone',
    roles: ['SEG_COM'],
    what: 'segretario comunale',
  },
  {
    email: 'sindaco@montone.example',
    nome: 'Pietro',
    cognome: 'Fioroni',
    ente: 'montone',
    roles: ['SINDACO'],
    what: 'sindaco, chiede l’affiancamento di esperti',
  },
  {
    email: 'affiancamento@perugia.example',
    nome: 'Nadia',
    cognome: 'Vitali',
    ente: 'perugia',
    roles: ['TRIAGE'],
    what: 'segreteria tecnica degli esperti',
  },
  { email: 'esperto@perugia.example', nome: 'Ivo', cognome: 'Gatti', ente: 'perugia', roles: ['ESPERTO'], what: 'esperto' },
  {
    email: 'rup@tuoro.example',
    nome: 'Elena',
    cognome: 'Conti',
    ente: 'tuoro',
    roles: ['RUP_COMUNE', 'DIR_COMUNE'],
    what: 'RUP e responsabile di servizio',
  },
];

/** The same name gives the same id on every machine, so that seeding twice adds nothing. */
function idOf(name: string): string {
  const hex = createHash('sha256').update(`gare-insieme demo ${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export const demoEnteId = (ente: keyof typeof bodies): string => idOf(`ente ${ente}`);

function qualifications(ente: Ente): Qualification[] {
  const validity = { ambito: 'PROGETTAZIONE_AFFIDAMENTO' as const, dal: ente.qualificazioneDal ?? '', al: ente.qualificazioneAl ?? '' };
  const { qualificazioneLavori: works, qualificazioneServiziForniture: services } = ente;
  return [
    ...(works == null || works === 'NESSUNA' ? [] : [{ ...validity, settore: 'LAVORI' as const, livello: works }]),
    ...(services == null || services === 'NESSUNA' ? [] : [{ ...validity, settore: 'SERV_FORN' as const, livello: services }]),
  ];
}

const createdAt = new Date('2026-01-07T08:00:00Z');

async function insertBodies(tx: Tx): Promise<void> {
  const suaId = demoEnteId('perugia');
  for (const [name, ente] of Object.entries(bodies) as [keyof typeof bodies, Ente][]) {
    const isProvince = name === 'perugia';
    await tx
      .createQueryBuilder()
      .insert()
      .into(EnteEntity)
      .orIgnore()
      .values({
        id: demoEnteId(name),
        suaId,
        tipo: isProvince ? 'PROVINCIA' : 'COMUNE',
        denominazione: ente.denominazione ?? '',
        codiceFiscale: ente.codiceFiscale ?? '',
        codiceIpa: ente.ipaCode ?? null,
        codiceIstat: ente.istat ?? null,
        codiceAusa: isProvince
          ? '0000161234'
          : `00002${createHash('sha256').update(name).digest().readUInt16BE(0)}`.padEnd(10, '0').slice(0, 10),
        codiceCentroCosto: isProvince ? '280' : '100',
        nuts: ente.nuts ?? null,
        pec: ente.pec ?? null,
        indirizzo: ente.indirizzo ?? null,
        popolazione: residents[name] ?? null,
        qualificazione: qualifications(ente),
        profilo: ente as never,
        createdAt,
      })
      .execute();
  }
}

const mayors = {
  massaMartana: { nome: 'Giulia', cognome: 'Serafini' },
  montone: { nome: 'Pietro', cognome: 'Fioroni' },
  tuoro: { nome: 'Marta', cognome: 'Volpi' },
} as const;

function demoConvenzioni(): DemoConvenzione[] {
  const names = Object.keys(bodies) as (keyof typeof bodies)[];
  return (Object.keys(mayors) as (keyof typeof mayors)[]).map((name) => ({
    id: idOf(`convenzione ${name}`),
    numero: `${1 + names.indexOf(name)}/2025`,
    enteId: demoEnteId(name),
    sindaco: mayors[name],
    createdBy: idOf('person dirigente@perugia.example'),
  }));
}

async function insertPeople(tx: Tx, passwordHash: string): Promise<void> {
  const suaId = demoEnteId('perugia');
  for (const account of demoAccounts) {
    const personId = idOf(`person ${account.email}`);
    await tx
      .createQueryBuilder()
      .insert()
      .into(PersonEntity)
      .orIgnore()
      .values({ ...account, id: personId, suaId, disabledAt: null, createdAt })
      .execute();
    await tx.createQueryBuilder().insert().into(CredentialEntity).orIgnore().values({ personId, passwordHash }).execute();
    for (const role of account.roles) {
      await tx
        .createQueryBuilder()
        .insert()
        .into(RoleAssignmentEntity)
        .orIgnore()
        .values({
          id: idOf(`role ${account.email} ${role}`),
          suaId,
          enteId: demoEnteId(account.ente),
          personId,
          role,
          dal: '2025-01-08',
          al: null,
          atto: { tipo: 'decreto', numero: '1', data: '2025-01-07', organo: account.ente === 'perugia' ? 'Presidente' : 'Sindaco' },
        })
        .execute();
    }
  }
}

/** Puts the demo Province of Perugia, three member comuni and their people into an empty database; harmless twice. */
export async function seedDemo(databaseUrl: string, password: string): Promise<void> {
  const source = new DataSource({
    ...dataSourceOptions(databaseUrl, 2),
    entities: [EnteEntity, ConvenzioneEntity, PersonEntity, CredentialEntity, RoleAssignmentEntity, DossierEntity],
  });
  await source.initialize();
  try {
    const passwordHash = await hashPassword(password);
    const database = new Database(source);
    await database.transaction({ scope: 'sua', suaId: demoEnteId('perugia') }, insertBodies);
    await database.transaction(systemContext, async (tx) => {
      await insertPeople(tx, passwordHash);
    });
    const suaId = demoEnteId('perugia');
    await database.transaction({ scope: 'sua', suaId }, (tx) => insertConvenzioni(tx, suaId, demoConvenzioni()));
  } finally {
    await source.destroy();
  }
}
