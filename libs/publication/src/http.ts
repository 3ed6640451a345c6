import { Module } from '@nestjs/common';
import { PackagesController } from './packages.controller.js';
import { PackagesService } from './packages.service.js';
import { PublicationModule } from './publication.module.js';

@Module({ imports: [PublicationModule], controllers: [PackagesController], providers: [PackagesService] })
export class PublicationHttpModule {}
