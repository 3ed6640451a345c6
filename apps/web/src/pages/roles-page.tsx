import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type RoleAssignment } from '../api/client';
import { rolesQuery } from '../api/registry-queries';
import { troubleOf } from '../api/trouble';
import { i18n } from '../i18n';
import { changedSearch, type RolesSearch } from '../search-params';
import { Button, ButtonLink } from '../ui/button';
import { EmptyState, Skeleton, TroubleNotice } from '../ui/feedback';
import { ChoiceField } from '../ui/choice-field';
import { Muted, Row, Section, Stack } from '../ui/layout';
import { WhyNot } from '../ui/why-not';
import { useEnte } from './ente-frame';
import { useMay } from './may';
import { PersonAccountDialog } from './person-account-dialog';
import { PersonSessionsDialog } from './person-sessions-dialog';
import { RoleEndDialog } from './role-end-dialog';
import { RolesTable } from './roles-table';
import { SearchBox } from './search-box';

const folded = (text: string): string => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');

function wanted(items: readonly RoleAssignment[], { all, text }: { all: boolean; text: string }): readonly RoleAssignment[] {
  return items.filter(
    (item) =>
      (all || item.inForce) && folded(`${item.persona.nome} ${i18n.t(`ruoli.${item.role}`)} ${item.role}`).includes(folded(text.trim())),
  );
}

/** Who may do what in a body, since when, until when and by which act. */
export function RolesPage(): ReactElement {
  const { t } = useTranslation();
  const ente = useEnte();
  const search = useSearch({ from: '/riservata/enti/$enteId/ruoli' });
  const navigate = useNavigate({ from: '/enti/$enteId/ruoli' });
  const roles = useQuery(rolesQuery(ente.id));
  const mayWrite = useMay('role.write', ente.id);
  const mayRevoke = useMay('session.revoke', ente.id);
  const [ending, setEnding] = useState<RoleAssignment | null>(null);
  const mayAccount = useMay('account.write', ente.id);
  const [accountOf, setAccountOf] = useState<string | null>(null);
  const [sessionsOf, setSessionsOf] = useState<RoleAssignment['persona'] | null>(null);
  const items = roles.data?.items ?? [];
  const all = search.mostra === 'tutti';
  const shown = wanted(items, { all, text: search.testo ?? '' });
  const change = (part: { [K in keyof RolesSearch]?: RolesSearch[K] | undefined }): void => {
    void navigate({
      search: changedSearch<RolesSearch>(search, part),
      replace: true,
      resetScroll: false,
    });
  };
  return (
    <Section
      id="incarichi"
      title={t('incarichi.titolo')}
      aside={
        mayWrite.allowed && (
          <ButtonLink look="primary" icon="it-plus" to="/enti/$enteId/ruoli/nuovo" params={{ enteId: ente.id }}>
            {t('incarichi.dai')}
          </ButtonLink>
        )
      }
    >
      <Stack>
        {!mayWrite.allowed && <WhyNot id="incarichi-perche" summary={t('incarichi.perche')} reason={mayWrite.reason} />}
        <SearchBox
          label={t('incarichi.cerca')}
          value={search.testo}
          onSearch={(testo) => {
            change({ testo });
          }}
        >
          <ChoiceField
            inline
            label={t('incarichi.mostra')}
            options={[
              { value: 'carica', label: t('incarichi.inCarica') },
              { value: 'tutti', label: t('incarichi.tutti') },
            ]}
            value={[all ? 'tutti' : 'carica']}
            onChange={([chosen]) => {
              change({ mostra: chosen === 'tutti' ? 'tutti' : undefined });
            }}
          />
        </SearchBox>
        <p role="status">{roles.data === undefined ? '\u00a0' : t('incarichi.trovati', { count: shown.length })}</p>
        {roles.isPending && <Skeleton rows={5} />}
        {roles.error && <TroubleNotice trouble={troubleOf(roles.error)} retrying={roles.isFetching} onRetry={() => void roles.refetch()} />}
        {roles.data !== undefined && shown.length === 0 && (
          <EmptyState title={items.length === 0 ? t('incarichi.nessuno') : t('incarichi.nessunoFiltri')}>
            {items.length > 0 && (
              <Button
                onClick={() => {
                  change({ testo: undefined, mostra: 'tutti' });
                }}
              >
                {t('incarichi.mostraTutti')}
              </Button>
            )}
          </EmptyState>
        )}
        {shown.length > 0 && (
          <RolesTable
            rows={shown}
            all={items}
            onEnd={mayWrite.allowed ? setEnding : null}
            onSessions={mayRevoke.allowed ? setSessionsOf : null}
            onAccount={mayAccount.allowed ? setAccountOf : null}
          />
        )}
        <Row>
          <Muted>{t('incarichi.nienteSiCancella')}</Muted>
        </Row>
      </Stack>
      {ending && (
        <RoleEndDialog
          assignment={ending}
          delegates={items.filter((item) => item.delegateOf === ending.id && item.inForce)}
          ente={ente}
          onClose={() => {
            setEnding(null);
          }}
        />
      )}
      {accountOf !== null && (
        <PersonAccountDialog
          personId={accountOf}
          onClose={() => {
            setAccountOf(null);
          }}
        />
      )}
      {sessionsOf && (
        <PersonSessionsDialog
          person={sessionsOf}
          onClose={() => {
            setSessionsOf(null);
          }}
        />
      )}
    </Section>
  );
}
