import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Database, systemContext } from '@gare/platform/database';
import { EnteEntity } from './ente.entity.js';
import { PersonEntity } from './person.entity.js';
import { rolesOf } from './roles-in-force.js';

/** Lawyers from outside: people with the role LEGAL in a body of another sort (a law firm), whom no comune has among its colleagues. */
@Injectable()
export class OutsideLawyers {
  constructor(private readonly database: Database) {}

  /** Found by the exact e-mail alone, so that nobody can go through them; null where there is none on the day. */
  find(suaId: string, email: string, asOf: string): Promise<{ id: string; nome: string } | null> {
    return this.database.read(systemContext, async (reader) => {
      const person = await reader.findOneBy(PersonEntity, { suaId, email: email.trim().toLowerCase(), disabledAt: IsNull() });
      if (!person) return null;
      const bodies = (await rolesOf(reader, person.id, asOf)).filter(({ role }) => role === 'LEGAL').map(({ enteId }) => enteId);
      for (const id of bodies) {
        const isOutside = (await reader.findOneBy(EnteEntity, { id }))?.tipo === 'ALTRO';
        if (isOutside) return { id: person.id, nome: `${person.nome} ${person.cognome}` };
      }
      return null;
    });
  }
}
