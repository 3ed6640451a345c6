import { Module } from '@nestjs/common';
import { ProblemFilter } from '../http/index.js';
import { EventsController } from './events.controller.js';
import { FilesController } from './files.controller.js';
import { OperationsController } from './operations.controller.js';

/** Health, metrics, OpenAPI, signed files and the event stream, for processes that listen. */
@Module({ controllers: [OperationsController, EventsController, FilesController], providers: [ProblemFilter] })
export class OperationsModule {}
