import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessLinkEntity } from './access-link.entity.js';
import { RecoveryCodeEntity } from './recovery-code.entity.js';
import { UsedSignInStateEntity } from './used-sign-in-state.entity.js';
import { ConvenzioneEntity } from './convenzione.entity.js';
import { ConvenzioneRegister } from './convenzione-register.js';
import { CredentialEntity } from './credential.entity.js';
import { EnteEntity } from './ente.entity.js';
import { ConvenzioneReader, EnteReader } from './ente.reader.js';
import { OutsideLawyers } from './outside-lawyers.js';
import { PeopleInOffice } from './people-in-office.js';
import { PersonEntity } from './person.entity.js';
import { RegistryActEntity } from './registry-act.entity.js';
import { RegistryAudit } from './registry-audit.js';
import { ReviewGrantEntity } from './review-grant.entity.js';
import { RoleAssignmentEntity } from './role-assignment.entity.js';
import { SessionEntity } from './session.entity.js';
import { SessionsService } from './sessions.service.js';
import { SignInAttemptEntity } from './sign-in-attempt.entity.js';

const entities = [
  EnteEntity,
  ConvenzioneEntity,
  PersonEntity,
  CredentialEntity,
  RoleAssignmentEntity,
  SessionEntity,
  SignInAttemptEntity,
  RegistryActEntity,
  RecoveryCodeEntity,
  AccessLinkEntity,
  UsedSignInStateEntity,
  ReviewGrantEntity,
];

const provided = [EnteReader, ConvenzioneReader, ConvenzioneRegister, RegistryAudit, OutsideLawyers, PeopleInOffice, SessionsService];

@Module({
  imports: [TypeOrmModule.forFeature(entities)],
  providers: provided,
  exports: provided,
})
export class IdentityModule {}
