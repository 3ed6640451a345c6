import { Module } from '@nestjs/common';
import { ExpertiseModule } from './expertise.module.js';
import { FollowSilenceHandler, SilenceSchedule } from './silence-schedule.js';
import { SilentBodies } from './silent-bodies.js';

export { SilenceSchedule } from './silence-schedule.js';

@Module({ imports: [ExpertiseModule], providers: [SilentBodies, FollowSilenceHandler, SilenceSchedule] })
export class ExpertiseWorkerModule {}
