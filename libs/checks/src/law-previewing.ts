import { Injectable } from '@nestjs/common';
import { type LawPreviewView } from '@gare/contracts/law';
import { type ParameterProposal } from '@gare/domain/law/register';
import { type Reader } from '@gare/platform/database';
import { LawEffects } from './law-effects.js';
import { OpenDossiers } from './open-dossiers.js';

export type Effects = LawPreviewView['effects'];

/** Works out a preview, whole or in parts. */
@Injectable()
export class LawPreviewing {
  constructor(
    private readonly open: OpenDossiers,
    private readonly lawEffects: LawEffects,
  ) {}

  /** Open dossiers that read the law on a day on which it would be another. */
  async concerned(reader: Reader, suaId: string, proposal: ParameterProposal): Promise<string[]> {
    return this.open.reading(reader, suaId, await this.lawEffects.sides(reader, suaId, proposal));
  }

  /** Of these dossiers, those of which something would be another. */
  async effects(
    reader: Reader,
    { suaId, proposal, ids }: { suaId: string; proposal: ParameterProposal; ids: readonly string[] },
  ): Promise<Effects> {
    const sides = await this.lawEffects.sides(reader, suaId, proposal);
    const found: Effects = [];
    for (const id of ids) {
      const effect = await this.lawEffects.on(reader, id, sides);
      if (effect !== null) found.push(effect);
    }
    return found;
  }
}
