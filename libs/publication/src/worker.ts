import { Module } from '@nestjs/common';
import { BuildInputs } from './build-inputs.js';
import { BuildPackageHandler } from './build-package.handler.js';
import { IndexForming } from './index-forming.js';
import { PublicationModule } from './publication.module.js';

@Module({ imports: [PublicationModule], providers: [BuildPackageHandler, BuildInputs, IndexForming] })
export class PublicationWorkerModule {}
