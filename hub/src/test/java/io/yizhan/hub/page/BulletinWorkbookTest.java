package io.yizhan.hub.page;

import static io.yizhan.hub.report.PlayedMonth.LI;
import static io.yizhan.hub.report.PlayedMonth.MONTH;
import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.report.PlayedMonth;
import io.yizhan.hub.sheet.RawWorkbook;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BulletinWorkbookTest {

    private static final String BULLETIN = "/bulletins/gongan/" + MONTH;

    @TempDir
    Path folder;

    private PaperHall hall;
    private PlayedMonth month;

    @BeforeEach
    void play() throws Exception {
        hall = new PaperHall(folder);
        month = PlayedMonth.whole(hall);
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void the_workbook_of_a_bulletin_adds_up_to_its_table_for_a_program_that_is_not_ours() throws Exception {
        month.punch("reader-2", LI, LocalDate.of(2026, 10, 20), "08:57"); // of a whole day's absence half a day is left
        try (Browserless admin = hall.as(PaperHall.ADMIN)) {
            assertThat(admin.get(BULLETIN + "/document.xlsx").statusCode())
                    .as("of a draft there is none")
                    .isEqualTo(404);
            admin.postForm(BULLETIN, Map.of("do", "publish"));
            List<List<String>> table = admin.get(BULLETIN + "/document.csv")
                    .body()
                    .substring(1) // the mark of UTF-8
                    .lines()
                    .map(line -> List.of(line.split(",", -1)))
                    .toList();

            List<List<String>> book = RawWorkbook.rows(Files.write(
                    folder.resolve("document.xlsx"),
                    admin.getFile(BULLETIN + "/document.xlsx").body()));

            assertThat(book).isEqualTo(table).hasSize(1 + 3 + 1);
            assertThat(book.getLast()).startsWith("", "合计", "54", "54", "53.5", "0.5", "1", "12", "1", "0", "0");
            for (int column = 2; column < book.getFirst().size(); column++) {
                BigDecimal sum = BigDecimal.ZERO;
                for (List<String> row : book.subList(1, book.size() - 1)) {
                    sum = sum.add(new BigDecimal(row.get(column)));
                }
                assertThat(new BigDecimal(book.getLast().get(column)))
                        .as(book.getFirst().get(column))
                        .isEqualByComparingTo(sum);
            }
        }
    }
}
