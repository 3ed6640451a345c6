import { Module } from '@nestjs/common';
import { PackagesController } from './packages.controller.js';
import { PackagesService } from './packages.service.js';
import { PublishedController } from './published.controller.js';
import { PublishedListView } from './published-list.view.js';
import { PublicationModule } from './publication.module.js';

@Module({
  imports: [PublicationModule],
  controllers: [PackagesController, PublishedController],
  providers: [PackagesService, PublishedListView],
})
export class PublicationHttpModule {}
