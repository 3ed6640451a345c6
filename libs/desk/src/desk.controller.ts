import { Controller } from '@nestjs/common';
import { getBoard, listMyTurn, listTasks, type TaskView } from '@gare/contracts/desk';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, type InputOf } from '@gare/platform/http';
import { BoardView } from './board.view.js';
import { TasksView } from './tasks.view.js';

@Controller()
export class DeskController {
  constructor(
    private readonly boards: BoardView,
    private readonly tasks: TasksView,
  ) {}

  @Route(getBoard)
  board(@CurrentActor() actor: Actor, @Input(getBoard) { query }: InputOf<typeof getBoard>): ReturnType<BoardView['show']> {
    return this.boards.show(actor, query);
  }

  @Route(listMyTurn)
  myTurn(@CurrentActor() actor: Actor, @Input(listMyTurn) { query }: InputOf<typeof listMyTurn>): ReturnType<BoardView['myTurn']> {
    return this.boards.myTurn(actor, query.most);
  }

  @Route(listTasks)
  listTasks(@CurrentActor() actor: Actor, @Input(listTasks) { params }: InputOf<typeof listTasks>): Promise<{ items: TaskView[] }> {
    return this.tasks.list(actor, params.dossierId);
  }
}
