import { type Issue } from '@gare/platform/errors';
import { checkCodiceFiscalePersona } from '@gare/domain/codes/codice-fiscale';
import { type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { PersonEntity } from './person.entity.js';

export type PersonData = Pick<PersonEntity, 'nome' | 'cognome' | 'email' | 'codiceFiscale'>;

/**
 * Whether the data of a person are right and nobody else has the same e-mail or codice fiscale; to be called with the eyes of
 * `system`, because somebody out of sight counts too. Writers of people take turns.
 * @throws AppError person.malformed, person.duplicate
 */
export async function checkPerson(tx: Tx, person: PersonData & Pick<PersonEntity, 'id' | 'suaId'>): Promise<void> {
  const { id, suaId, email, codiceFiscale } = person;
  if (codiceFiscale !== null) {
    const outcome = checkCodiceFiscalePersona(codiceFiscale);
    if (!outcome.ok) throw refusal('person.malformed', { path: 'codiceFiscale', message: outcome.message });
  }
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('people', 0))`);
  const namesake = await tx.findOneBy(PersonEntity, { email });
  if (namesake && namesake.id !== id)
    throw refusal('person.duplicate', { path: 'email', message: 'Questa e-mail è già di una persona registrata.' });
  const twin = codiceFiscale === null ? null : await tx.findOneBy(PersonEntity, { suaId, codiceFiscale });
  if (twin && twin.id !== id)
    throw refusal('person.duplicate', { path: 'codiceFiscale', message: 'Questo codice fiscale è già di una persona registrata.' });
}

function refusal(code: 'person.malformed' | 'person.duplicate', issue: Issue): AppError {
  return new AppError(code, { detail: `${issue.message} Niente è stato salvato.`, issues: [issue] });
}
