import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, ButtonLink } from '../ui/button';
import { EmptyState } from '../ui/feedback';
import { FieldGroup } from '../ui/field-group';
import { FormSection, Row } from '../ui/layout';
import { type FieldNode, type SectionContent, useForm } from './form-field';
import { Fields, useContractObjects } from './fields';
import { ListEditor } from './list-editor';
import { useValue } from './sheet-context';
import { itemsOf } from './sheet-session';

interface SectionViewProps {
  readonly section: SectionContent;
  readonly dossierId: string;
  readonly onOpenSection: (id: string) => void;
}

/** What a section asks of each lot, one box for each lot. */
function FieldsOfLots({ nodes, onOpenLots }: { nodes: readonly FieldNode[]; onOpenLots: () => void }): ReactElement {
  const { t } = useTranslation();
  const lots = itemsOf(useValue('lotti'));
  if (lots.length === 0) {
    return (
      <EmptyState title={t('scheda.nessunLotto')}>
        <Button onClick={onOpenLots}>{t('scheda.vaiAiLotti')}</Button>
      </EmptyState>
    );
  }
  return (
    <>
      {lots.map((lot) => (
        <LotFields key={lot.id} id={lot.id} name={typeof lot['oggetto'] === 'string' ? lot['oggetto'] : null} nodes={nodes} />
      ))}
    </>
  );
}

function LotFields({ id, name, nodes }: { id: string; name: string | null; nodes: readonly FieldNode[] }): ReactElement {
  const { t } = useTranslation();
  const objects = useContractObjects(id);
  return (
    <FieldGroup
      legend={name === null ? t('scheda.lotto', { id }) : t('scheda.lottoNome', { id, nome: name })}
      id={`lotto-${id}`}
      level="section"
    >
      <Fields nodes={nodes} prefix={`lotti/${id}`} depth={1} objects={objects} />
    </FieldGroup>
  );
}

function Lots({ nodes }: { nodes: readonly FieldNode[] }): ReactElement | null {
  const field = useForm().fieldAt('lotti');
  const objects = useContractObjects();
  return (
    field && (
      <ListEditor node={{ field, name: 'lotti', children: nodes }} path="lotti" depth={0} objects={objects}>
        {(item) => <Fields nodes={nodes} depth={1} {...item} />}
      </ListEditor>
    )
  );
}

/** A section that is one group needs no box of its own around it. */
function onlyGroup(section: SectionContent): FieldNode | undefined {
  const [first, ...others] = section.ofProcedure;
  return others.length === 0 && first?.field.kind === 'group' ? first : undefined;
}

export function SectionView({ section, dossierId, onOpenSection }: SectionViewProps): ReactElement {
  const { t } = useTranslation();
  const objects = useContractObjects();
  const { sections, after } = useForm();
  const own = onlyGroup(section);
  const next = sections[sections.findIndex(({ id }) => id === section.id) + 1];
  return (
    <FormSection title={section.label} id="titolo-sezione">
      {section.ofProcedure.length > 0 && (
        <Fields nodes={own?.children ?? section.ofProcedure} prefix={own?.name ?? ''} depth={0} objects={objects} />
      )}
      {section.holdsLots ? (
        <Lots nodes={section.ofEachLot} />
      ) : (
        section.ofEachLot.length > 0 && (
          <FieldsOfLots
            nodes={section.ofEachLot}
            onOpenLots={() => {
              onOpenSection('lotto');
            }}
          />
        )
      )}
      <Row align="between">
        {next ? (
          <Button
            look="primary"
            onClick={() => {
              onOpenSection(next.id);
            }}
          >
            {t('scheda.prossimaSezione', { nome: next.label })}
          </Button>
        ) : (
          <ButtonLink look="primary" to={`/fascicoli/$dossierId/${after}`} params={{ dossierId }}>
            {t(after === 'verifiche' ? 'scheda.vaiAlleVerifiche' : 'scheda.vaiAiDocumenti')}
          </ButtonLink>
        )}
      </Row>
    </FormSection>
  );
}
