import { type RoleCode } from './permissions.js';

/** The person who acts, for which body, under which Province. Every act is recorded with this triple (person, role, ente). */
export interface Actor {
  readonly personId: string;
  readonly person: string;
  readonly suaId: string;
  readonly enteId: string;
  readonly ente: string;
  readonly enteTipo: 'PROVINCIA' | 'COMUNE' | 'UNIONE' | 'ALTRO';
  readonly roles: readonly RoleCode[];
  /** The request or job it acts in; ends in the audit entry and the logs. */
  readonly correlationId: string;
}

export const actsForSua = (actor: Pick<Actor, 'enteTipo'>): boolean => actor.enteTipo === 'PROVINCIA';
