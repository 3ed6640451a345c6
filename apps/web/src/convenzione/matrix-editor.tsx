import { type MatrixFinding } from '@gare/domain/access/responsibility-matrix';
import { type ReactElement, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { queryClient } from '../api/queries';
import { useKeptForm } from '../pages/kept-form';
import { useSession } from '../pages/may';
import { ResumedNotice } from '../pages/resumed-notice';
import { useRequest } from '../pages/use-request';
import { Button } from '../ui/button';
import { ErrorSummary, type FieldProblem } from '../ui/error-summary';
import { Notice, StatusText } from '../ui/feedback';
import { SelectField } from '../ui/field';
import { Paragraph, Row, Section, Stack } from '../ui/layout';
import { StickyStatus } from '../ui/sticky';
import { useNarrow } from '../ui/use-narrow';
import { WhyNot } from '../ui/why-not';
import { amendmentBody, AmendmentFields, type AmendmentValues, emptyAmendment, missingAmendment } from './amendment-fields';
import { MatrixGrid } from './matrix-grid';
import { MatrixList } from './matrix-list';
import { MatrixLegend, WhoDoesWhat } from './matrix-summary';
import { cellId, cellKey, changedCells, findingsOf, shownRoles, type TypedCells } from './matrix-values';
import { type Matrix, matrixQuery } from './queries';

interface Draft {
  readonly cells: TypedCells;
  readonly atto: AmendmentValues;
}

/** Where a finding is mended: its cell, else the first cell of its row. */
function problemOf(finding: MatrixFinding, roles: Matrix['roles']): FieldProblem {
  const role = finding.role ?? roles[0]?.code;
  return { id: role === undefined ? null : cellId(finding.document, role), message: finding.reason };
}

function AddRole({ matrix, shown, onAdd }: { matrix: Matrix; shown: Matrix['roles']; onAdd: (role: string) => void }): ReactElement {
  const { t } = useTranslation();
  return (
    <SelectField
      label={t('matrice.aggiungiRuolo')}
      empty={t('matrice.scegliRuolo')}
      options={matrix.roles.filter((role) => !shown.includes(role)).map(({ code }) => ({ value: code, label: t(`ruoli.${code}`) }))}
      value=""
      onChange={(event) => {
        if (event.target.value !== '') onAdd(event.target.value);
      }}
    />
  );
}

/** The matrix as a table to write in; checked with the rules of the server at every letter, saved as a whole. */
export function MatrixEditor({ dossierId, matrix }: { dossierId: string; matrix: Matrix }): ReactElement {
  const { t } = useTranslation();
  const { utente } = useSession();
  const narrow = useNarrow();
  const form = useKeptForm<Draft>(`matrice.${utente.id}.${dossierId}`, { cells: {}, atto: emptyAmendment });
  const { cells, atto } = form.values;
  const [added, setAdded] = useState<readonly string[]>([]);
  const [attempt, setAttempt] = useState(0);
  const request = useRequest();
  const roles = shownRoles(matrix, cells, added);
  const findings = useMemo(() => findingsOf(matrix, cells), [matrix, cells]);
  const changed = changedCells(matrix, cells);
  const { modo, whyNot } = matrix.change;
  const writable = modo !== 'NESSUNO';
  const amends = modo === 'MODIFICA';
  const missing = amends && attempt > 0 ? missingAmendment(atto) : [];

  const problems: FieldProblem[] =
    attempt === 0
      ? []
      : [
          ...findings.map((finding) => problemOf(finding, roles)),
          ...missing.map((key) => ({ id: `atto-${key}`, message: t(`condizioni.manca.${key}`) })),
        ];
  const write = (document: string, role: string, letters: string): void => {
    form.set({ cells: { ...cells, [cellKey(document, role)]: letters } });
  };
  const save = async (): Promise<void> => {
    setAttempt(attempt + 1);
    request.forget();
    if (findings.length > 0 || (amends && missingAmendment(atto).length > 0)) return;
    const outcome = await request.send(() =>
      client.PATCH('/api/convenzioni/{dossierId}/matrix', {
        params: { path: { dossierId } },
        body: { baseRevision: matrix.revision, cells: changed, ...(amends ? amendmentBody(atto) : {}) },
      }),
    );
    if (!outcome.ok) return;
    queryClient.setQueryData(matrixQuery(dossierId).queryKey, outcome.data);
    void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== '/api/convenzioni/{dossierId}/matrix' });
    form.reset();
    setAttempt(0);
    announce(t('matrice.salvata'));
  };
  const grid = { matrix, roles, cells, findings, writable, onWrite: write };
  return (
    <Section id="matrice" title={t('matrice.titolo')}>
      <Stack>
        <Paragraph>{t('matrice.testo')}</Paragraph>
        <MatrixLegend />
        {matrix.isDefault && <Notice tone="info">{t('matrice.tipica')}</Notice>}
        <WhyNot id="matrice-perche" summary={t('matrice.perche')} reason={writable ? null : whyNot} />
        <ResumedNotice form={form} />
        <ErrorSummary trouble={problems.length > 0 ? null : request.trouble} problems={problems} attempt={attempt} />
        {writable && (
          <StickyStatus>
            {findings.length > 0 ? (
              <StatusText tone="danger" icon="it-error">
                {t('matrice.daSistemare', { count: findings.length })}
              </StatusText>
            ) : (
              <StatusText
                tone={changed.length > 0 ? 'warning' : 'success'}
                icon={changed.length > 0 ? 'it-warning-circle' : 'it-check-circle'}
              >
                {changed.length > 0 ? t('matrice.cambiate', { count: changed.length }) : t('matrice.regolare')}
              </StatusText>
            )}
            <Row>
              <Button
                look="primary"
                small
                busy={request.busy}
                aria-disabled={changed.length === 0}
                aria-describedby="matrice-niente"
                onClick={() => void save()}
              >
                {t('matrice.salva')}
              </Button>
              {changed.length === 0 && <span id="matrice-niente">{t('matrice.niente')}</span>}
              {changed.length > 0 && (
                <Button
                  small
                  onClick={() => {
                    form.reset();
                    setAttempt(0);
                    request.forget();
                  }}
                >
                  {t('matrice.annulla')}
                </Button>
              )}
            </Row>
          </StickyStatus>
        )}
        {amends && changed.length > 0 && (
          <AmendmentFields
            values={atto}
            missing={missing}
            onChange={(part) => {
              form.set({ atto: { ...atto, ...part } });
            }}
          />
        )}
        {narrow ? <MatrixList {...grid} /> : <MatrixGrid {...grid} />}
        {writable && roles.length < matrix.roles.length && (
          <AddRole
            matrix={matrix}
            shown={roles}
            onAdd={(role) => {
              setAdded([...added, role]);
            }}
          />
        )}
        <WhoDoesWhat matrix={matrix} roles={roles} cells={cells} />
      </Stack>
    </Section>
  );
}
