import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IdentityModule } from '@gare/identity';
import { LawChanged } from './law-changed.js';
import { LegalParameterEntity } from './legal-parameter.entity.js';
import { ParameterEntering } from './parameter-entering.js';
import { ParameterRegister } from './parameter-register.js';
import { SuaStanding } from './sua-standing.js';

@Module({
  imports: [TypeOrmModule.forFeature([LegalParameterEntity]), IdentityModule],
  providers: [ParameterRegister, SuaStanding, ParameterEntering, LawChanged],
  exports: [ParameterRegister, SuaStanding, ParameterEntering, LawChanged],
})
export class LawModule {}
