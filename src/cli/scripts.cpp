// SPDX-License-Identifier: Apache-2.0
// The scripts that make the shells ask `renmai __complete`: they hold no words of their own, so they never fall behind.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/error.hpp"
#include "base/hint.hpp"
#include "cli/complete.hpp"

namespace renmai::cli {
namespace {

constexpr std::string_view bash_script = R"script(# bash completion for renmai; use: source <(renmai completion bash)
_renmai() {
  local -a words=() lines=()
  local rest=${COMP_LINE:0:COMP_POINT} word='' trimmed line value last='' prefix i
  # Bash splits the line at = and : too; join what stands together.
  for ((i = 0; i <= COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    trimmed=${rest#"${rest%%[![:space:]]*}"}
    [[ ${trimmed:0:${#word}} == "$word" ]] || word=$trimmed
    if ((i == 0)) || [[ $trimmed != "$rest" ]]; then words+=("$word"); else words[${#words[@]}-1]+=$word; fi
    rest=${trimmed:${#word}}
    last=$word
  done
  # Readline replaces only the part after the last = or :.
  prefix=${words[-1]%"$last"}
  [[ $last == [=:] ]] && prefix=${words[-1]}
  mapfile -t lines < <("${words[0]}" __complete bash "${words[@]:1}" 2>/dev/null)
  COMPREPLY=()
  for line in "${lines[@]:1}"; do
    value=${line%%$'\t'*}
    value=${value#"$prefix"}
    # Inside quotes the word is taken as it is; elsewhere blanks and signs need quoting.
    if [[ $last != [\'\"]* ]]; then printf -v value %q "$value"; fi
    COMPREPLY+=("$value")
  done
  if [[ ${lines[0]-} == files ]]; then
    [[ $last == [=:] ]] && last=
    mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "$last")
    compopt -o filenames
  fi
}
complete -F _renmai renmai
)script";

constexpr std::string_view zsh_script = R"script(#compdef renmai
# zsh completion for renmai; use: source <(renmai completion zsh), or keep it as _renmai in a folder of $fpath
_renmai() {
  local -a lines values shown
  local line value attached=
  lines=("${(@f)$("${(Q)words[1]}" __complete zsh "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
  compset -P '--*=' && attached=1
  for line in "${(@)lines[2,-1]}"; do
    [[ -n $line ]] || continue
    value=${line%%$'\t'*}
    [[ -n $attached ]] && value=${value#*=}
    values+=("$value")
    shown+=("$value  -- ${line#*$'\t'}")
  done
  (( $#values )) && compadd -l -d shown -a values
  if [[ $lines[1] == files ]]; then
    _files
  fi
}
if [[ $funcstack[1] == _renmai ]]; then
  _renmai "$@"
else
  compdef _renmai renmai
fi
)script";

constexpr std::string_view fish_script = R"script(# fish completion for renmai; use: renmai completion fish | source
function __renmai_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l lines ($words[1] __complete fish $words[2..-1] "$current" 2>/dev/null)
    if test "$lines[1]" = files
        __fish_complete_path (string replace -r -- '^--[^=]*=' '' "$current")
    end
    if test (count $lines) -gt 1
        printf '%s\n' $lines[2..-1]
    end
end
complete -c renmai -f -a '(__renmai_complete)'
)script";

struct Script {
  std::string_view shell;
  std::string_view text;
};
constexpr std::array scripts{Script{"bash", bash_script}, Script{"zsh", zsh_script}, Script{"fish", fish_script}};

}  // namespace

const std::vector<std::string>& completion_shells() {
  static const std::vector<std::string> shells = [] {
    std::vector<std::string> names;
    names.reserve(scripts.size());
    for (const Script& script : scripts) names.emplace_back(script.shell);
    return names;
  }();
  return shells;
}

std::string_view completion_script(std::string_view shell) {
  const auto found = std::find_if(scripts.begin(), scripts.end(), [&](const Script& s) { return s.shell == shell; });
  if (found != scripts.end()) return found->text;
  throw Error(ErrorKind::usage, "there is no completion for the shell '" + std::string(shell) + "'", {},
              did_you_mean<std::string>(shell, completion_shells()));
}

}  // namespace renmai::cli
