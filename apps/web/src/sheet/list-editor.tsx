import { type OggettoContratto } from '@gare/contracts/scheda/field';
import { type JsonObject } from '@gare/domain/scheda/path';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { Button } from '../ui/button';
import { FieldGroup, ListFrame, UndoLine } from '../ui/field-group';
import { type FieldNode } from './form-field';
import { controlId } from './focus-field';
import { fitsInRow, itemName, newItemId } from './item-names';
import { useSheetTools, useValue, useIsLocked } from './sheet-context';
import { itemsOf } from './sheet-session';

interface ListEditorProps {
  readonly node: FieldNode;
  readonly path: string;
  readonly depth: number;
  readonly objects: readonly OggettoContratto[];
  /** Draws the fields of an item; handed in, because fields hold lists and lists hold fields. */
  readonly children: (item: { prefix: string; objects: readonly OggettoContratto[] }) => ReactElement;
}

const undoMs = 10_000;

/** A lot knows its own object of contract; other items follow what they stand in. */
function objectOf(item: JsonObject): readonly OggettoContratto[] | null {
  const object = item['oggettoContratto'];
  return object === 'works' || object === 'services' || object === 'supplies' ? [object] : null;
}

/** Items that can be added and removed; a removal can be taken back for ten seconds. */
export function ListEditor({ node, path, depth, objects, children }: ListEditorProps): ReactElement {
  const { t } = useTranslation();
  const { session } = useSheetTools();
  const items = itemsOf(useValue(path));
  const readOnly = useIsLocked(path, node.field);
  const [removed, setRemoved] = useState<(JsonObject & { readonly id: string }) | null>(null);
  const focusNext = useRef<string | null>(null);
  const addButton = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (focusNext.current === null) return;
    document.getElementById(controlId(focusNext.current))?.focus();
    focusNext.current = null;
  });
  useEffect(() => {
    if (removed === null) return undefined;
    const timer = setTimeout(() => {
      setRemoved(null);
    }, undoMs);
    return () => {
      clearTimeout(timer);
    };
  }, [removed]);

  const add = (): void => {
    const id = newItemId(node.field, items);
    focusNext.current = `${path}/${id}`;
    session.edit(`${path}/${id}`, { id });
  };
  const remove = (item: JsonObject & { readonly id: string }): void => {
    session.edit(`${path}/${item.id}`, null);
    setRemoved(item);
    announce(t('modulo.voceTolta'));
    addButton.current?.focus();
  };

  return (
    <ListFrame
      legend={node.field.label}
      hint={node.field.hint}
      id={controlId(path)}
      look={node.name === 'lotti' ? 'bare' : depth > 0 ? 'inner' : 'box'}
    >
      {items.map((item, position) => {
        const name = itemName(node.children, item) ?? t('modulo.voceSenzaNome');
        const legend = `${node.name === 'lotti' ? item.id : position + 1}. ${name}`;
        const itemPath = `${path}/${item.id}`;
        return (
          <FieldGroup
            key={item.id}
            legend={legend}
            id={controlId(itemPath)}
            level={fitsInRow(node.children) ? 'row' : 'item'}
            action={
              readOnly ? undefined : (
                <Button
                  small
                  look="danger"
                  icon="it-delete"
                  aria-label={t('modulo.togliVoce', { nome: legend })}
                  onClick={() => {
                    remove(item);
                  }}
                >
                  {t('azioni.togli')}
                </Button>
              )
            }
          >
            {children({ prefix: itemPath, objects: objectOf(item) ?? objects })}
          </FieldGroup>
        );
      })}
      {removed && (
        <UndoLine
          text={t('modulo.voceToltaNome', { nome: itemName(node.children, removed) ?? removed.id })}
          action={t('azioni.annulla')}
          onUndo={() => {
            session.edit(`${path}/${removed.id}`, removed);
            focusNext.current = `${path}/${removed.id}`;
            setRemoved(null);
          }}
        />
      )}
      {!readOnly && (
        <Button small icon="it-plus" ref={addButton} onClick={add} aria-label={t('modulo.aggiungiA', { elenco: node.field.label })}>
          {t('azioni.aggiungi')}
        </Button>
      )}
    </ListFrame>
  );
}
