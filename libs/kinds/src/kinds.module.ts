import { Module } from '@nestjs/common';
import { DossiersModule } from '@gare/dossiers';
import { IdentityModule } from '@gare/identity';
import { KindPassages } from './kind-passages.js';

@Module({ imports: [DossiersModule, IdentityModule], providers: [KindPassages], exports: [KindPassages, DossiersModule, IdentityModule] })
export class KindsModule {}
