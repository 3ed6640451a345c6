import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type CheckFact } from '@gare/domain/kinds/kind-facts';
import { GateFactSources } from '@gare/dossiers';
import { type CheckOutcome, ChecksReader, placeOf } from './checks.reader.js';

/** Lets gates ask for the checks (`checks.blocks`, `check('DATA-01').status`). A dossier never checked leaves them unknown. */
@Injectable()
export class ChecksGateFacts implements OnModuleInit {
  constructor(
    private readonly sources: GateFactSources,
    private readonly checks: ChecksReader,
  ) {}

  onModuleInit(): void {
    this.sources.register('checks', async (reader, dossier) => {
      const results = await this.checks.outcomes(reader, dossier.id);
      return results.length === 0 ? {} : { checks: results.map(toFact) };
    });
  }
}

function toFact(row: CheckOutcome): CheckFact {
  const { checkId: id, severity, status, stale, message, evidence } = row;
  const fact = { id, group: row.groupCode as CheckFact['group'], severity, status, stale };
  return message === null || evidence === null ? fact : { ...fact, message, path: placeOf({ evidence }).path };
}
