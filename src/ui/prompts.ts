import * as vscode from "vscode";

/** The person pressed the back button. */
export const back = Symbol("back");

/** What all steps of a question have in common. */
export interface Step {
  readonly title: string;
  /** Counted from 1; shown as n/N. */
  readonly step?: number;
  readonly totalSteps?: number;
  readonly canGoBack?: boolean;
}

/** One row to pick. `value` is what the answer gives; separators have none. */
export interface PickItem<T> extends vscode.QuickPickItem {
  readonly value?: T;
}

export interface PickOptions<T> extends Step {
  readonly placeholder: string;
  /** Shown as busy until they are there. */
  readonly items: Promise<readonly PickItem<T>[]> | readonly PickItem<T>[];
  /** Tells which item is marked at first. */
  readonly isActive?: (value: T) => boolean;
  /** An item for what was typed, for lists that cannot know everything. */
  readonly fromText?: (text: string) => PickItem<T> | undefined;
}

/** Asks to pick one item. Gives `undefined` when the person closes the list. */
export function pick<T>(options: PickOptions<T>): Promise<T | typeof back | undefined> {
  const picker = vscode.window.createQuickPick<PickItem<T>>();
  Object.assign(picker, { title: options.title, step: options.step, totalSteps: options.totalSteps });
  picker.placeholder = options.placeholder;
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.ignoreFocusOut = true;
  if (options.canGoBack === true) picker.buttons = [vscode.QuickInputButtons.Back];
  const answer = answerOf(picker, () => picker.selectedItems[0]?.value);
  void fill(picker, options).catch(() => picker.hide());
  picker.show();
  return answer;
}

async function fill<T>(picker: vscode.QuickPick<PickItem<T>>, options: PickOptions<T>): Promise<void> {
  picker.busy = true;
  const items = await options.items;
  picker.items = items;
  picker.busy = false;
  const active = items.filter(({ value }) => value !== undefined && options.isActive?.(value) === true);
  if (active.length > 0) picker.activeItems = active;
  picker.onDidChangeValue((text) => {
    const typed = options.fromText?.(text.trim());
    picker.items = typed === undefined ? items : [...items, typed];
  });
}

export interface InputOptions extends Step {
  readonly prompt: string;
  readonly placeholder?: string;
  readonly secret?: boolean;
  /** Gives a sentence about what is wrong, or nothing. */
  readonly validate: (text: string) => string | undefined;
}

/** Asks for a line of text, checked while it is typed. Gives `undefined` when the person closes the box. */
export function input(options: InputOptions): Promise<string | typeof back | undefined> {
  const box = vscode.window.createInputBox();
  Object.assign(box, { title: options.title, step: options.step, totalSteps: options.totalSteps });
  box.prompt = options.prompt;
  box.placeholder = options.placeholder ?? "";
  box.password = options.secret ?? false;
  box.ignoreFocusOut = true;
  if (options.canGoBack === true) box.buttons = [vscode.QuickInputButtons.Back];
  box.onDidChangeValue((text) => {
    box.validationMessage = text === "" ? undefined : options.validate(text);
  });
  const answer = answerOf(box, () => {
    box.validationMessage = options.validate(box.value);
    return box.validationMessage === undefined ? box.value : undefined;
  });
  box.show();
  return answer;
}

/** Ends with the accepted value, with `back`, or with `undefined` when hidden; an accepted `undefined` keeps asking. */
function answerOf<T>(
  question: vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox,
  accepted: () => T | undefined,
): Promise<T | typeof back | undefined> {
  return new Promise((resolve) => {
    const end = (answer: T | typeof back | undefined) => {
      resolve(answer);
      question.dispose();
    };
    question.onDidTriggerButton((button) => {
      if (button === vscode.QuickInputButtons.Back) end(back);
    });
    question.onDidAccept(() => {
      const value = accepted();
      if (value !== undefined) end(value);
    });
    question.onDidHide(() => end(undefined));
  });
}
