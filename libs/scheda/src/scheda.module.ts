import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DossiersModule } from '@gare/dossiers';
import { IdentityModule } from '@gare/identity';
import { FieldLabels } from './field-labels.js';
import { SchedaChangeEntity } from './scheda-change.entity.js';
import { SchedaChanged } from './scheda-changed.js';
import { SchedaGateFacts } from './scheda-gate-facts.js';
import { SchedaRules } from './scheda-rules.js';
import { SchedaStart } from './scheda-start.js';
import { SchedaEntity } from './scheda.entity.js';
import { SchedaReader } from './scheda.reader.js';
import { SchedaWriter } from './scheda-writer.js';
import { SchedaTurns } from './scheda-turns.js';
import { SheetKinds } from './sheet-kinds.js';

@Module({
  imports: [TypeOrmModule.forFeature([SchedaEntity, SchedaChangeEntity]), DossiersModule, IdentityModule],
  providers: [SchedaReader, SchedaWriter, SchedaRules, SchedaChanged, SheetKinds, SchedaStart, SchedaGateFacts, SchedaTurns, FieldLabels],
  exports: [SchedaReader, SchedaWriter, SchedaRules, SchedaChanged, SheetKinds, FieldLabels],
})
export class SchedaModule {}
