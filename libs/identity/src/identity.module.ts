import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ConvenzioneEntity } from './convenzione.entity.js';
import { EnteEntity } from './ente.entity.js';
import { ConvenzioneReader, EnteReader } from './ente.reader.js';
import { PersonEntity } from './person.entity.js';
import { RoleAssignmentEntity } from './role-assignment.entity.js';
import { SessionEntity } from './session.entity.js';
import { SignInAttemptEntity } from './sign-in-attempt.entity.js';

const entities = [EnteEntity, ConvenzioneEntity, PersonEntity, RoleAssignmentEntity, SessionEntity, SignInAttemptEntity];

@Module({
  imports: [TypeOrmModule.forFeature(entities)],
  providers: [EnteReader, ConvenzioneReader],
  exports: [EnteReader, ConvenzioneReader],
})
export class IdentityModule {}
