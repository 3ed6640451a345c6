import { type RoleCode } from './permissions.js';

/** Leave given to an outside lawyer to review one dossier, from a day to a day, both included. */
export interface ReviewGrant {
  readonly personId: string;
  readonly dossierId: string;
  readonly dal: string;
  readonly al: string;
  readonly revocatoDal: string | null;
}

/** In force on the day. */
export const isLiveGrant = ({ dal, al, revocatoDal }: ReviewGrant, asOf: string): boolean =>
  dal <= asOf && asOf <= al && (revocatoDal === null || asOf < revocatoDal);

/** The person who acts, for which body, under which Province. Every act is recorded with this triple (person, role, ente). */
export interface Actor {
  readonly personId: string;
  readonly person: string;
  readonly suaId: string;
  readonly enteId: string;
  readonly ente: string;
  readonly enteTipo: 'PROVINCIA' | 'COMUNE' | 'UNIONE' | 'ALTRO';
  readonly roles: readonly RoleCode[];
  /** Leaves to review in force: only people of an outside body have any. */
  readonly grants?: readonly ReviewGrant[];
  /** The request or job it acts in; ends in the audit entry and the logs. */
  readonly correlationId: string;
}

export const actsForSua = (actor: Pick<Actor, 'enteTipo'>): boolean => actor.enteTipo === 'PROVINCIA';

/** The acts of the system have no person. */
const nobody = '00000000-0000-0000-0000-000000000000';

/** Who acts where no person does: a term has run out, a day has ended. */
export const systemAsActor = (suaId: string, correlationId: string): Actor => ({
  personId: nobody,
  person: 'Sistema',
  suaId,
  enteId: suaId,
  ente: 'Gare insieme',
  enteTipo: 'PROVINCIA',
  roles: [],
  correlationId,
});
