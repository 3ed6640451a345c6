import { randomUUID } from 'node:crypto';
import { type Actor } from '@gare/domain/access/actor';

/** The acts of the system have no person. */
const nobody = '00000000-0000-0000-0000-000000000000';

/** Who acts when a term has run out. */
export const systemActor = (suaId: string): Actor => ({
  personId: nobody,
  person: 'Sistema',
  suaId,
  enteId: suaId,
  ente: 'Gare insieme',
  enteTipo: 'PROVINCIA',
  roles: [],
  correlationId: randomUUID(),
});
