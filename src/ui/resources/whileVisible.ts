import type * as vscode from "vscode";

/**
 * Does `work` again and again while a view is visible.
 * @param interval milliseconds until the next time; undefined when there is nothing to do for now.
 * @param recheck fires when `interval` may have something else to say.
 */
export function whileVisible(
  view: vscode.TreeView<unknown>,
  recheck: vscode.Event<void>,
  interval: () => number | undefined,
  work: () => Promise<void>,
): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  let isWorking = false;

  const schedule = () => {
    const delay = view.visible ? interval() : undefined;
    if (delay === undefined) {
      clearTimeout(timer);
      timer = undefined;
    } else if (!isWorking) {
      timer ??= setTimeout(run, delay);
    }
  };
  const run = async () => {
    timer = undefined;
    isWorking = true;
    await work().finally(() => {
      isWorking = false;
    });
    schedule();
  };

  const subscriptions = [recheck(schedule), view.onDidChangeVisibility(schedule)];
  return {
    dispose() {
      clearTimeout(timer);
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}
