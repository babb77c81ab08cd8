import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Prints java-regex.tsv with the verdicts of this machine's java.util.regex: java JavaRegex.java java-regex.tsv */
public class JavaRegex {
    public static void main(String[] arguments) throws IOException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (var line : Files.readAllLines(Path.of(arguments[0]))) {
            var fields = line.split("\t", -1);
            out.println(verdict(unescaped(fields[1]), unescaped(fields[2])) + "\t" + fields[1] + "\t" + fields[2]);
        }
    }

    static String verdict(String pattern, String text) {
        try {
            return Pattern.compile(pattern).matcher(text).matches() ? "match" : "differs";
        } catch (PatternSyntaxException e) {
            return "refused";
        }
    }

    /** A % and the scalar's hexadecimal value between braces stands for what does not go into a line, and for % itself. */
    static String unescaped(String field) {
        var text = new StringBuilder();
        for (int index = 0; index < field.length(); index++) {
            if (!field.startsWith("%{", index)) {
                text.append(field.charAt(index));
                continue;
            }
            int end = field.indexOf('}', index);
            text.appendCodePoint(Integer.parseInt(field.substring(index + 2, end), 16));
            index = end;
        }
        return text.toString();
    }
}
