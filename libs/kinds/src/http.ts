import { Module } from '@nestjs/common';
import { KindMigrations } from './kind-migrations.js';
import { KindRegister } from './kind-register.js';
import { KindVersionsView } from './kind-versions.view.js';
import { KindsController } from './kinds.controller.js';
import { KindsModule } from './kinds.module.js';

@Module({ imports: [KindsModule], controllers: [KindsController], providers: [KindRegister, KindVersionsView, KindMigrations] })
export class KindsHttpModule {}
